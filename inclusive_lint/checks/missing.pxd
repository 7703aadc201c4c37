cpdef object check(object whole, object rule)
cpdef bint applies(object whole, object rule) except -1
cdef bint _called_for(object whole, object rule) except -1
cpdef list names(object rule)
cpdef str stated(object whole, object rule)
