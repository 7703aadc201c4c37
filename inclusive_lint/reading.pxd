import cython

from .structure cimport Sections

cdef class Reading:
    cdef public object document
    cdef public object tokens
    cdef public list words
    cdef public object languages
    cdef public object scans
    cdef public object cues
    cdef public Sections sections
    cdef public str doctype
    cdef public object grammar
    cdef public dict albums
    cdef public dict scores
    cdef public object exclusions
    cdef public dict exceptions
    cdef object _is_inclusive
    cdef set _kinds
    cdef list _block_starts
    cdef list _ends
    cdef dict _sentences
    cdef dict _cues
    cdef Py_ssize_t _size
    cdef object _language

    cpdef bint is_inclusive(self, Py_ssize_t token)
    cpdef object span(self, Py_ssize_t start, Py_ssize_t end)
    cpdef str text(self, Py_ssize_t start, Py_ssize_t end)
    cpdef object block(self, Py_ssize_t token)
    cpdef bint has_block(self, str kind) except -1
    cpdef Py_ssize_t block_at(self, Py_ssize_t place) except -2
    cpdef object block_range(self, Py_ssize_t token)
    @cython.locals(ends=list, number=Py_ssize_t, last=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t)
    cpdef object sentence(self, Py_ssize_t token)
    cpdef bint has_cue(self, str name, object where) except -1
    cpdef bint cue_at(self, str name, Py_ssize_t token) except -1
    @cython.locals(at=list, number=Py_ssize_t)
    cpdef bint cue_in(self, str name, Py_ssize_t start, Py_ssize_t end) except -1
    cpdef bint any_cue(self, tuple names, Py_ssize_t start, Py_ssize_t end) except -1

@cython.locals(marks=frozenset, word=str, i=Py_ssize_t, found=list)
cdef list _ends_of(list words)
