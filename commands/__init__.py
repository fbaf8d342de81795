"""The command line: every capability without a browser, one module for each noun."""
