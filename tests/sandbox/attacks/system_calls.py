"""Call the kernel past libc: the calls that escapes are made of."""

# expect: passed
import ctypes
import os

X86 = {
    "ptrace": 101,
    "mount": 165,
    "pivot_root": 155,
    "unshare": 272,
    "setns": 308,
    "bpf": 321,
    "userfaultfd": 323,
    "io_uring_setup": 425,
    "keyctl": 250,
    "process_vm_writev": 311,
    "open_by_handle_at": 304,
    "clone3": 435,
    "landlock": 444,
}
ARM = {
    "ptrace": 117,
    "mount": 40,
    "pivot_root": 41,
    "unshare": 97,
    "setns": 268,
    "bpf": 280,
    "userfaultfd": 282,
    "io_uring_setup": 425,
    "keyctl": 219,
    "process_vm_writev": 271,
    "open_by_handle_at": 265,
    "clone3": 435,
    "landlock": 444,
}


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    calls = ARM if os.uname().machine == "aarch64" else X86
    allowed = [name for name, number in calls.items() if libc.syscall(number, 0, 0, 0, 0, 0) != -1]
    return str(allowed) if allowed else "contained"
