cimport cython


cdef class Element:
    cdef str edge
    cdef Py_ssize_t least
    cdef bint marked
    cdef Py_ssize_t most
    cdef bint negated
    cdef list phrases
    cdef list tests
    cdef frozenset words


cdef class Pattern:
    cdef object _classes
    cdef list _elements
    cdef bint _marks
    cdef list _needs
    cdef Pattern _skeleton
    cdef object _values
    cdef readonly bint asks_grammar
    cdef readonly Py_ssize_t entry
    cdef readonly Py_ssize_t least
    cdef readonly Py_ssize_t most

    cdef list _ready(self)
    @cython.locals(wanted=frozenset)
    cpdef bint possible(self, words)
    cpdef list find(self, tokens, str view, where)
    @cython.locals(start=Py_ssize_t, end=Py_ssize_t, low=Py_ssize_t, high=Py_ssize_t, wanted=frozenset)
    cpdef bint near(self, list words, where, Py_ssize_t at)
    @cython.locals(first=Py_ssize_t, end=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, starts=list)
    cpdef list find_at(self, tokens, str view, where, anchors)
    @cython.locals(elements=list, found=set)
    cdef list _marked(self, tokens, str view, list starts, Py_ssize_t high)


@cython.locals(words=list, todo=list, met=set, number=Py_ssize_t, at=Py_ssize_t, end=Py_ssize_t, marked=tuple, element=Element, ends=list)
cdef _match(list elements, tokens, str view, Py_ssize_t start, Py_ssize_t high, bint marks, set found)

@cython.locals(end=Py_ssize_t, state=tuple)
cdef _branch(Element element, list ends, Py_ssize_t number, Py_ssize_t at, tuple marked, set met, list todo)

@cython.locals(first=Py_ssize_t, last=Py_ssize_t)
cdef list _ends_of(Element element, tokens, str view, list words, Py_ssize_t at, Py_ssize_t high)

@cython.locals(times=Py_ssize_t, ends=set, reached=set, following=set)
cdef list _phrase_ends(Element element, tokens, str view, Py_ssize_t at, Py_ssize_t high)

@cython.locals(words=list, phrase=list, end=Py_ssize_t)
cdef _once(Element element, tokens, str view, Py_ssize_t at, Py_ssize_t high, set ends)

@cython.locals(end=Py_ssize_t, limit=Py_ssize_t, wanted=frozenset)
cdef Py_ssize_t _reach(Element element, tokens, str view, list words, Py_ssize_t at, Py_ssize_t high) except -1

@cython.locals(at=Py_ssize_t)
cpdef bint any_of(frozenset wanted, list words, Py_ssize_t first, Py_ssize_t last)

cdef tuple _joined(tuple marked, Py_ssize_t start, Py_ssize_t end)

cdef list _widest(ranges)

cdef bint _at_edge(list words, Py_ssize_t at, str edge)

@cython.locals(word=str)
cdef bint accepts(Element element, tokens, str view, list words, Py_ssize_t at)

@cython.locals(attribute=str, op=str, text=str)
cdef bint _test(tuple test, str word, tokens, str view, Py_ssize_t at)
