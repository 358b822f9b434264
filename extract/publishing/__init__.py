"""From a registry to a folder that may be shown to everybody.

`publish` (in `publish.py`) gathers what must be hidden (`plan`), writes the allowed tables masked
(`contents`, `allowed`), copies the originals on which nothing is hidden (`originals`, `vetting`), and puts
the new version beside the old one under a pointer that is replaced at once (`versions`).
"""
