from .reading cimport Reading

cpdef object zones(Reading reading)
cpdef bint shut_out(Reading reading, object at) except -1
cpdef bint preferred(Reading reading, object at) except -1
cpdef bint slots(Reading reading) except -1
cdef bint _inside(object at, object zones_) except -1
cdef bint _turns_away(Reading reading, Py_ssize_t number) except -1
cdef object _before(Reading reading, Py_ssize_t start)
cdef object _after(Reading reading, Py_ssize_t end)
cdef bint _reassures(Reading reading, object question, object answer) except -1
cdef bint _is_told(Reading reading, object where) except -1
cdef bint _says_who(Reading reading, Py_ssize_t at, Py_ssize_t low) except -1
cdef object _clause(Reading reading, Py_ssize_t at)
cdef object _unless_needless(Reading reading, object zone)
cdef bint _needless(Reading reading, Py_ssize_t start, Py_ssize_t end) except -1
