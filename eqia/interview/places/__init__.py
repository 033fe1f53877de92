"""The places an officer can be at: each makes its page, and does what a reply says."""
