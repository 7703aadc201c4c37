# The types of tokens.py, for the compiler only.

import cython


cdef Py_ssize_t _MAX_KNOWN, _MAX_CHUNK

cdef class Tokens:
    cdef readonly list words
    cdef readonly list firsts
    cdef public object grammar
    cdef object _spans
    cdef readonly object _folded
    cdef readonly object _expression
    cdef dict _places
    cdef dict _sizes

    @cython.locals(start=Py_ssize_t, end=Py_ssize_t)
    cpdef Py_ssize_t size(self, Py_ssize_t number) except -1
    cpdef Py_ssize_t total(self) except -1
    @cython.locals(count=Py_ssize_t, at=Py_ssize_t, words=list, word=str)
    cdef Py_ssize_t _count(self, Py_ssize_t start, Py_ssize_t end) except -1
    @cython.locals(end=Py_ssize_t)
    cpdef tuple block(self, Py_ssize_t number)
    cpdef Py_ssize_t block_of(self, Py_ssize_t index) except -2
    @cython.locals(number=Py_ssize_t)
    cpdef tuple place(self, Py_ssize_t index)
    cpdef list places(self, Py_ssize_t number)

cdef class _Folds:
    cdef object _capitals
    cdef dict _known

    cpdef str of(self, str raw)
    cdef tuple all(self, list raws)
    @cython.locals(known=dict, plain=bint, folded=str)
    cdef str _meet(self, str raw)

cdef class Tokenizer:
    cdef object _token
    cdef readonly _Folds _folds
    cdef object _abbreviations
    cdef tuple _hyphen_endings
    cdef object _spelling
    cdef object _inclusive
    cdef dict _chunks
    cdef dict _open

    cpdef object tokenize(self, object view, object spans)  # of any subclass of str
    @cython.locals(known=dict, at=Py_ssize_t, found=tuple)
    cdef bint _looked_up(self, list chunks, list words) except -1
    @cython.locals(raw=str, found=tuple, kept=dict, tokens=list)
    cdef tuple _meet(self, list chunks, Py_ssize_t at)
    @cython.locals(start=Py_ssize_t, end=Py_ssize_t, last=Py_ssize_t, has_dot=bint, word=str, parts=list)
    cdef tuple _plain(self, str raw)
    @cython.locals(parts=list, part=str)
    cdef list _joined(self, str word)
    cdef bint _ends_sentence(self, str word, str part) except -1

cdef bint _is_open(str raw, list tokens) except -1

@cython.locals(raw=str, before=str, after=str)
cdef bint _goes_on(list chunks, Py_ssize_t at) except -1
