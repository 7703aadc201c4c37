# The types of language_id.py, for the compiler only.

import cython


cdef Py_ssize_t _LANE_BYTES, LONGEST_RUN

cdef bint _is_plain(str word) except? -1
@cython.locals(lanes=bytearray, at=Py_ssize_t)
cdef object _pack(bytes row)

cdef class _Packed:
    cdef readonly dict kept

    @cython.locals(kept=dict)
    cpdef object summed(self, object words)
    cdef object _meet(self, str word)
    cpdef bytes row(self, str word)

cdef class _Outlines(_Packed):
    cdef dict _table

cdef class _Model(_Packed)

cdef class Against:
    cdef readonly Py_ssize_t noise
    cdef _Model _model
    cdef Py_ssize_t _own
    cdef Py_ssize_t _most
    cdef dict _bounds
    cdef dict _weighed

    # A bound is at most some hundred units: a sum over all words that fit in memory stays far below 64 bits.
    @cython.locals(
        bounds=dict, found=object, bound=Py_ssize_t, total=Py_ssize_t, counted=Py_ssize_t, whole=Py_ssize_t, is_plain=bint,
        number=Py_ssize_t, last=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, at=Py_ssize_t,
    )
    cpdef object blocks(self, list words, list firsts, Py_ssize_t plain)
    @cython.locals(total=Py_ssize_t, at=Py_ssize_t)
    cpdef bint settles(self, list words, Py_ssize_t start, Py_ssize_t end) except? -1
    @cython.locals(total=Py_ssize_t, bound=Py_ssize_t)
    cpdef bint leads(self, list words) except? -1
    cpdef Py_ssize_t of(self, str word) except? -1
    @cython.locals(at=Py_ssize_t, word=str)
    cdef bint _settles(self, list words, Py_ssize_t start, Py_ssize_t end, Py_ssize_t total) except? -1
    @cython.locals(row=bytes, outlined=bytes, bound=Py_ssize_t)
    cdef Py_ssize_t _meet(self, str word) except? -1
    cdef Py_ssize_t _weigh(self, str word) except? -1
    cdef Py_ssize_t _keep(self, dict bounds, str word, Py_ssize_t bound) except? -1
    @cython.locals(last=Py_ssize_t, most=Py_ssize_t, at=Py_ssize_t, counted=Py_ssize_t, beyond=Py_ssize_t)
    cdef Py_ssize_t _beyond(self, bytes row) except? -1

cdef class _Model(_Packed):
    cdef readonly double step
    cdef readonly double handicap
    cdef readonly Py_ssize_t cap
    cdef Py_ssize_t _languages
    cdef object _lanes
    cdef readonly dict _grams
    cdef dict _runs
    cdef dict _guesses
    cdef readonly dict table
    cdef bytes _foreign
    cdef bytes _silent
    cdef readonly _Outlines outlines
    cdef dict _against

    cpdef tuple unpack(self, object packed)
    @cython.locals(row=bytes)
    cpdef bytes row(self, str word)
    @cython.locals(row=bytes)
    cdef bytes outlined(self, str word)
    @cython.locals(runs=dict, text=str, run=str, end=Py_ssize_t)
    cdef object _letters(self, str stem)
    @cython.locals(gram=str)
    cdef object _longest(self, str run)
    # A lane holds 32 bits.
    @cython.locals(
        lanes=tuple, last=Py_ssize_t, best=Py_ssize_t, floor=Py_ssize_t, row=bytearray, equal=bint, at=Py_ssize_t, unit=Py_ssize_t,
    )
    cdef bytes _capped(self, object packed)
