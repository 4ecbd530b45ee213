"""The two seccomp filters, as BPF for the kernel: an outer deny-list and an inner allow-list.

The outer one covers everything inside bubblewrap and denies what no process there needs. The inner
one is put on last, in the process that runs learners' code: what it does not list fails with
EPERM. libseccomp resolves the names for this machine's architecture; a name it does not know
there (older system calls on aarch64) is left out.
"""

from __future__ import annotations

import errno
import importlib
import tempfile
from functools import cache
from typing import Any

_words = str.split

_OUTER_DENIED = _words("""
    add_key keyctl request_key bpf perf_event_open userfaultfd ptrace process_vm_readv
    process_vm_writev kcmp pidfd_getfd move_mount open_tree fsopen fsconfig fsmount fspick
    mount_setattr setns init_module finit_module delete_module kexec_load kexec_file_load reboot
    swapon swapoff quotactl acct syslog open_by_handle_at name_to_handle_at io_uring_setup
    io_uring_enter io_uring_register fanotify_init clock_settime settimeofday adjtimex
    clock_adjtime memfd_create memfd_secret shmget shmat shmctl msgget semget mq_open
    personality chroot vhangup iopl ioperm modify_ldt uselib nfsservctl lookup_dcookie
""")

_INNER_ALLOWED = _words("""
    preadv2 pwritev2
    read write readv writev pread64 pwrite64 preadv pwritev close lseek mmap munmap mprotect
    mremap madvise brk open openat stat fstat lstat newfstatat statx access faccessat
    faccessat2 readlink readlinkat getcwd chdir fchdir getdents getdents64 mkdir mkdirat rmdir
    unlink unlinkat rename renameat renameat2 ftruncate truncate fallocate fsync fdatasync
    utimensat chmod fchmod fchmodat umask statfs fstatfs fadvise64 symlink symlinkat
    link linkat copy_file_range sendfile
    dup dup2 dup3 pipe pipe2 poll ppoll select pselect6 epoll_create1 epoll_ctl epoll_wait
    epoll_pwait eventfd2 rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait
    rt_sigsuspend sigaltstack restart_syscall alarm setitimer getitimer pause
    futex set_robust_list get_robust_list rseq set_tid_address gettid getpid getppid getuid
    geteuid getgid getegid getgroups getresuid getresgid getpgrp getpgid getsid
    sched_yield sched_getaffinity sched_setaffinity sched_getparam sched_getscheduler getcpu
    get_mempolicy getpriority clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday
    time times getrusage sysinfo uname getrandom getrlimit kill tgkill tkill wait4 waitid exit
    exit_group arch_prctl membarrier
""")

_CLONE_THREAD = 0x10000
_PR_SET_NAME, _PR_GET_NAME = 15, 16
# TCGETS, FIONREAD, FIOCLEX and FIONBIO: what Python's files ask of a descriptor.
_IOCTLS = (0x5401, 0x541B, 0x5451, 0x5421)
# Copies and flags of descriptors. No locks, leases or notices on files that other processes of the
# machine use as well, and no larger pipes: their memory is the kernel's, which no limit counts.
_FCNTLS = (0, 1, 2, 3, 4, 1030)


class NoSeccomp(Exception):
    """libseccomp cannot be used; the text names the remedy."""


@cache
def build(kind: str) -> bytes:
    """The compiled filter: `outer` or `inner`."""
    try:
        seccomp: Any = importlib.import_module("pyseccomp")
    except (ImportError, RuntimeError, OSError) as error:
        raise NoSeccomp(f"{error}; install libseccomp (Debian: apt install libseccomp2)") from None
    made = _outer(seccomp) if kind == "outer" else _inner(seccomp)
    with tempfile.TemporaryFile() as file:
        made.export_bpf(file)
        file.seek(0)
        return file.read()


def _rule(made: Any, action: Any, name: str, *args: Any) -> None:
    try:
        made.add_rule(action, name, *args)
    except (RuntimeError, OSError):
        return  # not a system call of this architecture


def _outer(seccomp: Any) -> Any:
    made = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in _OUTER_DENIED:
        _rule(made, seccomp.ERRNO(errno.EPERM), name)
    return made


def _inner(seccomp: Any) -> Any:
    made = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for name in _INNER_ALLOWED:
        _rule(made, seccomp.ALLOW, name)
    again = seccomp.ERRNO(errno.EAGAIN)
    is_thread = seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD)
    no_thread = seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, 0)
    _rule(made, seccomp.ALLOW, "clone", is_thread)
    _rule(made, again, "clone", no_thread)
    for name in ("fork", "vfork"):
        _rule(made, again, name)
    # Without clone3, whose flags a filter cannot read, libc falls back to clone.
    _rule(made, seccomp.ERRNO(errno.ENOSYS), "clone3")
    _rule(made, seccomp.ALLOW, "prlimit64", seccomp.Arg(2, seccomp.EQ, 0))  # reading only
    for code in _IOCTLS:
        _rule(made, seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, code))
    for code in _FCNTLS:
        _rule(made, seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, code))
    for code in (_PR_SET_NAME, _PR_GET_NAME):
        _rule(made, seccomp.ALLOW, "prctl", seccomp.Arg(0, seccomp.EQ, code))
    return made
