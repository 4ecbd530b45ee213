"""Knock at every call of the kernel that escapes have come through: each must answer EPERM."""

# expect: passed
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
# Name, number on x86-64 (and after a comma on arm64 where it differs).
_words = str.split
CALLS = _words("""
    ptrace 101,117 mount 165,40 umount2 166,39 pivot_root 155,41 chroot 161,51 unshare 272,97
    setns 308,268 open_tree 428 move_mount 429 fsopen 430 fsconfig 431 fsmount 432 fspick 433
    mount_setattr 442 bpf 321,280 perf_event_open 298,241 userfaultfd 323,282 io_uring_setup 425
    io_uring_enter 426 io_uring_register 427 keyctl 250,219 add_key 248,217 request_key 249,218
    process_vm_readv 310,270 process_vm_writev 311,271 process_madvise 440 process_mrelease 448
    kcmp 312,272 pidfd_open 434 pidfd_getfd 438 pidfd_send_signal 424 memfd_create 319,279
    memfd_secret 447 open_by_handle_at 304,265 name_to_handle_at 303,264 fanotify_init 300,262
    inotify_init1 294,26 init_module 175,105 finit_module 313,273 delete_module 176,106
    kexec_load 246,104 kexec_file_load 320,294 reboot 169,142 swapon 167,224 quotactl 179,60
    quotactl_fd 443 acct 163,89 syslog 103,116 settimeofday 164,170 clock_settime 227,112
    adjtimex 159,171 personality 135,92 sethostname 170,161 setdomainname 171,162 vhangup 153,58
    landlock_create_ruleset 444 seccomp 317,277 mbind 237,235 set_mempolicy 238,237
    migrate_pages 256,238 move_pages 279,239 vmsplice 278,75 splice 275,76 tee 276,77 execve 59,221
    execveat 322,281 clone3 435 shmget 29,194 semget 64,190 msgget 68,186 mq_open 240,180
    timer_create 222,107 rt_sigqueueinfo 129,138 rt_tgsigqueueinfo 297,240 mknodat 259,33
    fchownat 260,54 setxattr 188,5 setuid 105,146 setgid 106,144 setgroups 116,159 capset 126,91
    setpriority 141,140 sched_setscheduler 144,119 sched_setattr 314,274 ioprio_set 251,30
    socket 41,198 socketpair 53,199 remap_file_pages 216,234 pkey_alloc 330,289 cachestat 451
    map_shadow_stack 453 futex_requeue 456 mseal 462 lsm_set_self_attr 460 statmount 457
    listmount 458
""")


def attack():
    column = ("x86_64", "aarch64").index(os.uname().machine)
    opened = []
    for name, text in zip(CALLS[::2], CALLS[1::2], strict=True):
        number = int((text.split(",") * 2)[column])
        ctypes.set_errno(0)
        result = libc.syscall(number, -1, 0, 0, 0, 0, 0)
        if result != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
            opened.append(f"{name} {result} {os.strerror(ctypes.get_errno())}")
    return str(opened) if opened else "contained"
