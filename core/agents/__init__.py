"""Who acts for another: what an authorisation covers, until when, and who may do what today."""
