cimport cython

from .cues cimport CueNames, Cues
from .patterns cimport Pattern


cdef class Scan:
    cdef readonly list anchored
    cdef readonly list anchors
    cdef readonly Cues cues
    cdef readonly list hits


cdef class Need:
    cdef readonly Py_ssize_t high
    cdef readonly Py_ssize_t low
    cdef readonly tuple numbers
    cdef readonly frozenset words


cdef class Row:
    cdef readonly CueNames cues
    cdef readonly tuple entries
    cdef readonly tuple free
    cdef readonly tuple needs
    cdef readonly dict phrases


cdef class Expression:
    cdef readonly list patterns
    cdef str _expression
    cdef tuple _heads
    cdef tuple _tails
    cdef object _search

    cpdef bint fits(self, str word) except -1


cdef class Table:
    cdef readonly dict cues
    cdef readonly object entries
    cdef readonly object excepts
    cdef readonly object vocabulary
    cdef dict _words
    cdef dict _suffixes
    cdef dict _head_sizes
    cdef Py_ssize_t _least_ending
    cdef dict _cue_endings
    cdef list _cue_names
    cdef frozenset _stops
    cdef object _regexes
    cdef dict _heads
    cdef dict _tails
    cdef dict _beginnings
    cdef dict _endings
    cdef list _loose
    cdef list _signed
    cdef object _terms
    cdef object _cues
    cdef object _patterns
    cdef list _nearest
    cdef object _classes
    cdef dict _known
    cdef dict _cue_rows
    cdef dict _expressions
    cdef dict _ready
    cdef dict _ready_excepts

    cpdef Pattern pattern(self, number)
    cpdef frozenset words_of(self, number)
    cpdef Pattern except_pattern(self, item)
    cpdef dict known(self)
    @cython.locals(numbers=str, cues=list, entries=list, phrases=dict, patterns=list, found=Row)
    cpdef Row learn(self, str word, dict known)
    @cython.locals(names=CueNames, own=tuple)
    cdef Row _row(self, list entries, dict phrases, list cues, list patterns)
    @cython.locals(found=Row, cues=CueNames)
    cdef Row _cue_row(self, tuple names)
    @cython.locals(number=str, kind=str)
    cdef _filed(self, str numbers, list entries, dict phrases, list cues, list patterns)
    @cython.locals(ending=str, names=list)
    cdef _by_ending(self, str word, list cues)
    @cython.locals(size=Py_ssize_t)
    cdef _compound(self, str word, list entries)
    @cython.locals(size=Py_ssize_t)
    cdef _fitting(self, str word, list patterns)
    @cython.locals(expression=Expression)
    cdef _try(self, str word, number, list patterns)
    @cython.locals(nearest=list, alike=dict, at=Py_ssize_t, number=Py_ssize_t)
    cdef Row _anchored(self, list numbers, tuple entries, dict phrases, CueNames cues)


@cython.locals(words=list, known=dict, i=Py_ssize_t, row=Row, nothing=Row)
cpdef scan(Table table, tokens, Py_ssize_t first, Py_ssize_t last, Scan into)

@cython.locals(phrases=list)
cdef _see(Row row, list words, Py_ssize_t at, Scan into)

@cython.locals(size=Py_ssize_t, phrase=list)
cdef _phrases(list phrases, list words, Py_ssize_t at, Scan into)
