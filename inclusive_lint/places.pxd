import cython

@cython.locals(lowered=str, length=Py_ssize_t, at=Py_ssize_t, i=Py_ssize_t, word=str, found=list)
cpdef list walked(list words, Py_ssize_t first, Py_ssize_t last, str text, Py_ssize_t start, Py_ssize_t end)
