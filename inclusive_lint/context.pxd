from .reading cimport Reading

cpdef bint quotation(Reading reading, object at) except -1
cdef bint _closes(Reading reading, Py_ssize_t start, Py_ssize_t end, str closers) except -1
cpdef bint negation(Reading reading, object at) except -1
cdef Py_ssize_t _list_start(Reading reading, object at, Py_ssize_t first) except -2
cdef bint _need_denied(Reading reading, Py_ssize_t start, Py_ssize_t end) except -1
cpdef bint waived(Reading reading, object at) except -1
cdef bint _waived_here(Reading reading, object at) except -1
cdef bint _found_nowhere(Reading reading, Py_ssize_t start, Py_ssize_t end) except -1
cdef Py_ssize_t _clause_start(Reading reading, Py_ssize_t at, Py_ssize_t low) except -2
cdef Py_ssize_t _clause_end(Reading reading, Py_ssize_t at, Py_ssize_t high) except -2
cpdef bint affirmative(Reading reading, object at) except -1
cpdef bint law(Reading reading, object at) except -1
cpdef bint justified(Reading reading, object at) except -1
cpdef bint topic(Reading reading, object at) except -1
cpdef bint answered_no(Reading reading, object at) except -1
cpdef bint third_party(Reading reading, object at) except -1
cpdef bint is_name(Reading reading, Py_ssize_t token, Py_ssize_t sentence_start) except -1
cpdef bint addresses_candidate(Reading reading, object at) except -1
cpdef str in_scope(Reading reading, object rule, object at)
