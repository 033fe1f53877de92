"""The consistency and quality rules: what an experienced equality officer would see at first reading."""
