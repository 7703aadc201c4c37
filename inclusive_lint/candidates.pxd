cimport cython

from .matcher cimport Need, Row, Scan, Table
from .patterns cimport Pattern, any_of


cdef class Candidates:
    cdef object _reading
    cdef object _table_of
    cdef dict _of

    cdef tuple _at(self, tuple key)


@cython.locals(
    words=list, anchors=list, anchored=list, i=Py_ssize_t, token=Py_ssize_t, last=Py_ssize_t, start=Py_ssize_t, row=Row, need=Need,
    promising=list, todo=dict,
)
cpdef list tries(reading, Scan scan, Table table)

cdef tuple _try(Table table, number, where, list anchors)

cdef _candidate(start, end, entry, asks)
