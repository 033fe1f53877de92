"""What people type is what they mean: the lists and tables in a text, found and put together again without a loss."""
