"""Layout: a document into its notices and their parts, after GB/T 9704-2012."""
