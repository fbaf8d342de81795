"""A theme as DMN 1.3: which matters apply, and which questions are asked (OMG dmn/1.3).

Two decision tables with hit policy COLLECT: every row whose cells all hold gives one matter, or
one question. The same tables are read back into a theme; of others', what conditions can
express.
"""

from core.themes.exchanging.dmn.grammar import MODEL
from core.themes.exchanging.dmn.reading import read_dmn
from core.themes.exchanging.dmn.writing import dmn_of

__all__ = ["MODEL", "dmn_of", "read_dmn"]
