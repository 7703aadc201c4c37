import cython

cdef class Sections:
    cdef list _at
    cdef list _names

    cpdef str at(self, Py_ssize_t token)
    cpdef bint has(self, str name) except -1

@cython.locals(number=Py_ssize_t, last=Py_ssize_t, words=list, size=Py_ssize_t, first=Py_ssize_t, run_on=bint, short=bint, heads=bint, at=Py_ssize_t, minus=Py_ssize_t, length=Py_ssize_t, start=Py_ssize_t, firsts=list, blocks=tuple, view=str, name=str, starts=list)
cpdef Sections find_sections(object document, object tokens, object cues)
@cython.locals(found=list, lengths=dict, section=str, name=str, places=list)
cdef list _headings(object cues)
@cython.locals(kind=str, text=str)
cdef bint _is_heading(str view, object block, Py_ssize_t count, Py_ssize_t length) except -1
@cython.locals(words=list, colon=bint, after=Py_ssize_t)
cdef bint _is_inside(str view, object tokens, Py_ssize_t at, Py_ssize_t length) except -1
@cython.locals(words=list, scores=dict, kind=str, strength=str)
cpdef str find_doctype(object tokens, object cues, Sections sections)
cdef bint _opens_with(object tokens, object cues, str name) except -1
cdef Py_ssize_t _ad_shape(object tokens, object cues, Sections sections) except -2
cdef bint _role_in_title(object tokens, object cues, Sections sections) except -1
