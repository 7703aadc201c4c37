cimport cython


cdef class CueNames:
    cdef readonly tuple names


cdef class Cues:
    cdef dict _places
    cdef readonly dict lengths
    cdef dict _phrases
    cdef dict _asked
    cdef dict _named

    @cython.locals(places=list)
    cpdef add_word(self, CueNames cues, Py_ssize_t at)
    cpdef add_phrase(self, str name, Py_ssize_t at, Py_ssize_t size)
    cdef dict _by_name(self)
