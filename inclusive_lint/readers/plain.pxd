import cython

@cython.locals(blocks=list, run_on=bint, next_line=Py_ssize_t, previous_end=Py_ssize_t, line=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, body=Py_ssize_t, joins=bint, previous=str, text=str, raw=str)
cpdef list blocks_of(str source)
cdef bint _runs_on(str source) except -1
cpdef bint wraps(str previous, str line) except -1
