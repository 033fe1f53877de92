"""The data: what an equality impact assessment holds, how it is stored, and how its parts are addressed."""
