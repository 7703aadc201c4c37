cimport cython


cdef class CueNames:
    cdef readonly tuple headings
    cdef readonly tuple names


cdef class Cues:
    cdef dict _tables
    cdef dict _places
    cdef dict _phrases
    cdef dict _asked
    cdef readonly dict lengths

    cpdef add_table(self, dict table)
    @cython.locals(places=list)
    cpdef add_word(self, CueNames cues, Py_ssize_t at)
    @cython.locals(places=list)
    cpdef add_phrase(self, str name, Py_ssize_t at, Py_ssize_t size)
    @cython.locals(found=list, cues=CueNames, name=str)
    cpdef list names(self, str prefix)
    @cython.locals(found=list, table=dict, cues=CueNames, places=list, phrases=list, every=set)
    cdef list _all(self, str name)
