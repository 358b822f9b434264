"""What is read, measured against labels, and what a change of rules gained and lost: `notices evaluate`."""
