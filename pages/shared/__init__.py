"""What both apps share: the visit, feedback, widgets."""
