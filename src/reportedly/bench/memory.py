"""Peak memory of this process, on every system that the program runs on."""

from __future__ import annotations

import sys


def peak_mebibytes() -> float:
    """Return the largest resident size that this process has had so far, in MiB."""
    if sys.platform == "win32":
        return _windows_peak() / 2**20
    import resource  # noqa: PLC0415 - not there on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # getrusage(2) counts in bytes on macOS, in kibibytes on Linux.
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def _windows_peak() -> int:
    """PeakWorkingSetSize of PROCESS_MEMORY_COUNTERS (psapi.h), in bytes."""
    import ctypes  # noqa: PLC0415 - only here
    from ctypes import wintypes  # noqa: PLC0415

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((f"size{i}", ctypes.c_size_t) for i in range(8)),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    loader = getattr(ctypes, "windll")  # noqa: B009 - absent from the stubs of other systems
    process = wintypes.HANDLE(loader.kernel32.GetCurrentProcess())
    loader.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
    return int(counters.size0)
