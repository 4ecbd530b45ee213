"""Writes apps/ops/seccomp.json, the seccomp profile of the grader containers.

    strace -f -c -o trace.txt python manage.py grader numpy     # work it, then Ctrl-C; torch too
    python -m apps.ops.seccomp trace.txt ...

The profile allows what our processes were seen to call with success, what bubblewrap needs to build
the sandbox, and what stands in for those elsewhere. All else fails with ENOSYS, on which libraries
fall back to older calls. Traces are only added: what the profile allows already stays.
"""

import json
import sys
from pathlib import Path

PROFILE = Path(__file__).with_name("seccomp.json")
ENOSYS = 38
_words = str.split

# The walls: namespaces, their mounts, and the sandbox's own filters.
BWRAP = _words("""
    capget capset chroot clone clone3 mount pivot_root prctl seccomp sethostname setfsgid setfsuid
    setgid setgroups setresgid setresuid setuid umount2 unshare
""")

# What learners' programs may call (apps/sandbox/filters.py), and what other kernels, C libraries
# and processors call in place of what was traced here.
COMMON = _words("""
    accept accept4 access alarm arch_prctl bind brk chdir chmod chown clock_getres clock_gettime
    clock_nanosleep close close_range connect copy_file_range creat dup dup2 dup3 epoll_create
    epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd2 execve execveat exit
    exit_group faccessat faccessat2 fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown
    fchownat fcntl fdatasync flock fork fstat fstatfs fsync ftruncate futex futex_waitv getcpu
    getcwd getdents getdents64 getegid geteuid getgid getgroups getitimer getpeername getpgid
    getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit get_robust_list
    getrusage getsid getsockname getsockopt gettid gettimeofday getuid getxattr
    inotify_add_watch inotify_init1 inotify_rm_watch ioctl kill lchown link linkat listen lseek
    lstat madvise membarrier memfd_create mincore mkdir mkdirat mlock mmap mprotect mremap
    munlock munmap nanosleep newfstatat open openat openat2 pause pidfd_open pidfd_send_signal
    pipe pipe2 poll ppoll pread64 preadv preadv2 prlimit64 pselect6 pwrite64 pwritev pwritev2
    read readlink readlinkat readv recvfrom recvmmsg recvmsg rename renameat renameat2
    restart_syscall rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo
    rt_sigreturn rt_sigsuspend rt_sigtimedwait sched_getaffinity sched_getattr sched_getparam
    sched_get_priority_max sched_get_priority_min sched_getscheduler sched_setaffinity
    sched_setattr sched_yield select sendfile sendmmsg sendmsg sendto set_mempolicy
    get_mempolicy mbind setitimer setpgid setpriority setrlimit set_robust_list setsid
    setsockopt set_tid_address shutdown sigaltstack signalfd4 socket socketpair splice stat statfs
    statx symlink symlinkat sync_file_range sysinfo tee tgkill time timer_create timer_delete
    timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime times tkill
    truncate umask uname unlink unlinkat utimensat vfork wait4 waitid write writev
""")

# Never, whatever a trace shows: none of our processes needs them, and holes are found in them.
FORBIDDEN = _words("""
    add_key bpf finit_module init_module io_uring_enter io_uring_register io_uring_setup
    kexec_file_load kexec_load keyctl open_by_handle_at perf_event_open process_vm_readv
    process_vm_writev ptrace reboot request_key setns userfaultfd
""")


def succeeded(summary: str) -> set[str]:
    """The system calls in the summary of `strace -c` that did not fail every time."""
    found = set()
    for line in summary.splitlines():
        columns = line.split()
        if len(columns) < 5 or not columns[0][0].isdigit() or columns[-1] == "total":
            continue
        calls, errors = int(columns[3]), int(columns[4]) if len(columns) == 6 else 0
        if errors < calls:
            found.add(columns[-1])
    return found


def profile(allowed: set[str]) -> dict[str, object]:
    names = sorted(allowed - set(FORBIDDEN))
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": ENOSYS,
        "archMap": [
            {"architecture": "SCMP_ARCH_X86_64", "subArchitectures": []},
            {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": []},
        ],
        "syscalls": [{"names": names, "action": "SCMP_ACT_ALLOW"}],
    }


def allowed_now() -> set[str]:
    if not PROFILE.exists():
        return set()
    rules = json.loads(PROFILE.read_text())["syscalls"]
    return {name for rule in rules for name in rule["names"]}


def main(traces: list[str]) -> None:
    allowed = {*BWRAP, *COMMON, *allowed_now()}
    for trace in traces:
        allowed |= succeeded(Path(trace).read_text())
    PROFILE.write_text(json.dumps(profile(allowed), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
