# The types of language.py, for the compiler only.

import cython


cpdef tuple _costs(object evidence, object declared)

@cython.locals(missing=Py_ssize_t, word=str)
cdef bint _has_own_words(object block) except -1

@cython.locals(
    opening=double, sums=list, steps=list, lowest=double, nearest=Py_ssize_t, before=list, reached=list, c=Py_ssize_t, cost=tuple,
    change=double, stays=bint, least=double, at=Py_ssize_t, path=list,
)
cpdef list _cheapest_path(list costs, tuple entry, Py_ssize_t main)
