# The types of readability.py, for the compiler only.

import cython


cdef class _Words:
    cdef object _vowels
    cdef tuple _silent
    cdef tuple _spoken
    cdef dict _known

    @cython.locals(known=dict, size=Py_ssize_t, syllables=Py_ssize_t, longer=Py_ssize_t, i=Py_ssize_t, word=str, counted=Py_ssize_t)
    cpdef tuple sums(self, list words, Py_ssize_t start, Py_ssize_t end)
    cdef object _meet(self, str word)
    cdef object _weight(self, str word)
    cpdef object count(self, str word)
