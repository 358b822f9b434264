"""The pages of the registry's site: what they ask of the registry, and what they show."""
