"""What lives before a case: files that come from a phone, a visit kept for later, a call for help.

All of it is short-lived and known only by digests; what is kept of a visit is sealed.
"""
