"""Worker processes, each for one text at a time. One that takes too long is killed and replaced; the others go on."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections import deque
from typing import TYPE_CHECKING, TypeVar

from .frames import Job, Outcome, encode, read_outcome

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from .metrics import Metrics
    from .settings import Settings

_log = logging.getLogger("inclusive_lint.service")
_START_TIME = 120.0  # a checkout compiles its rules the first time
_PAUSE = 1.0  # before a worker that would not start is tried again
_END_TIME = 2.0
_T = TypeVar("_T")


class BusyError(Exception):
    """More is being asked than can be done now."""


class TimeLimitError(Exception):
    """A text took longer than it may."""


class WorkerDiedError(Exception):
    """A text brought its worker down."""


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        assert process.stdout
        self._process = process
        self._jobs = process.stdin
        self._answers = process.stdout

    @classmethod
    async def start(cls, memory: int) -> Worker:
        """Start a process; it is ready when ``ready`` says so."""
        quiet = asyncio.subprocess.DEVNULL if not os.environ.get("INCLUSIVE_LINT_DEBUG") else None
        command = (sys.executable, "-P", "-m", "inclusive_lint_service.worker", str(memory))
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=quiet,
            start_new_session=True,
        )
        return cls(process)

    async def ready(self) -> None:
        """Wait for the words to be loaded."""
        async with asyncio.timeout(_START_TIME):
            await read_outcome(self._answers)

    async def call(self, frame: bytes, limit: float) -> tuple[Outcome, bytes]:
        """Hand over a job and wait for its outcome."""
        try:
            async with asyncio.timeout(limit):
                self._jobs.write(frame)
                await self._jobs.drain()
                return await read_outcome(self._answers)
        except TimeoutError:
            raise TimeLimitError from None
        except (asyncio.IncompleteReadError, OSError):
            raise WorkerDiedError from None

    async def end(self, patience: float = 0.0) -> None:
        """End the process: politely while there is patience, then by force."""
        self._jobs.close()
        try:
            async with asyncio.timeout(patience):
                await self._process.wait()
        except TimeoutError:
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()


class Pool:
    """Hands jobs to workers, in the order in which they come."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._all: set[Worker] = set()
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[object]] = set()
        self._ready = 0
        self._closed = False

    @property
    def is_ready(self) -> bool:
        """Whether at least one worker has loaded its words."""
        return self._ready > 0

    def start(self) -> None:
        """Start the workers; jobs wait until one is ready."""
        self._metrics.gauge("workers_ready", lambda: self._ready)
        self._metrics.gauge("workers_busy", lambda: self._ready - len(self._idle))
        self._metrics.gauge("jobs_waiting", lambda: len(self._waiting))
        for _ in range(self._settings.processes):
            self._background(self._add_worker())

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end(_END_TIME) for worker in self._all))

    async def run(self, job: Job, body: bytes) -> tuple[Outcome, bytes]:
        """Do a job. Raises BusyError, TimeLimitError or WorkerDiedError."""
        worker = await self._take()
        # If whoever asked goes away, the worker still has to be waited for.
        return await asyncio.shield(self._background(self._work(worker, encode(job, body))))

    async def _take(self) -> Worker:
        if self._idle:
            return self._idle.popleft()
        if len(self._waiting) >= self._settings.queue:
            raise BusyError
        future: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            async with asyncio.timeout(self._settings.queue_time):
                return await asyncio.shield(future)
        except TimeoutError:
            self._leave(future)
            raise BusyError from None
        except asyncio.CancelledError:
            self._leave(future)
            raise

    def _leave(self, future: asyncio.Future[Worker]) -> None:
        """Stop waiting; a worker that came at the same moment goes to the next."""
        if future in self._waiting:
            self._waiting.remove(future)
        if future.done() and not future.cancelled():
            self._give_back(future.result())
        future.cancel()

    def _give_back(self, worker: Worker) -> None:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(worker)
                return
        self._idle.append(worker)

    async def _work(self, worker: Worker, frame: bytes) -> tuple[Outcome, bytes]:
        started = time.perf_counter()
        try:
            result = await worker.call(frame, self._settings.time_limit)
        except (TimeLimitError, WorkerDiedError) as error:
            reason = "time" if isinstance(error, TimeLimitError) else "died"
            self._metrics.add("worker_restarts_total", reason=reason)
            _log.warning("a worker was replaced (%s)", reason)
            self._ready -= 1
            self._all.discard(worker)
            self._background(worker.end())
            self._background(self._add_worker())
            raise
        self._metrics.observe("check_seconds", time.perf_counter() - started)
        self._give_back(worker)
        return result

    async def _add_worker(self) -> None:
        while not self._closed:
            worker = await Worker.start(self._settings.memory)
            self._all.add(worker)
            try:
                await worker.ready()
            except (TimeoutError, asyncio.IncompleteReadError):
                _log.error("a worker did not start; INCLUSIVE_LINT_DEBUG=1 shows why")
                self._all.discard(worker)
                await worker.end()
                await asyncio.sleep(_PAUSE)
                continue
            self._ready += 1
            self._give_back(worker)
            return

    def _background(self, work: Coroutine[object, object, _T]) -> asyncio.Task[_T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # told to whoever waits for it; nobody may be left
