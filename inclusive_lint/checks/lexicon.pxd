from ..reading cimport Reading

cdef class Exceptions:
    cdef list _free
    cdef dict _by_word

    cpdef list possible(self, list words, object where)

cpdef str why_not(object task, object at, object entry)
cdef bint _in_slot(Reading reading, object rule, object at) except -1
cdef str _other_than_written(object task, object at, object entry)
cdef bint _excepted(object task, object at, object own) except -1
cdef bint _applies(object task, object where, object at, object item) except -1
cdef object _exceptions(object task, object where, object item)
cdef bint _may_be_waived(object rule) except -1
cdef str _silencing(Reading reading, object rule, object at)
