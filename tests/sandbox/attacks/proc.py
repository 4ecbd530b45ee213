"""Reach memory, descriptors, roots and settings through /proc and /sys."""

# expect: passed
import os

_words = str.split

PATHS = _words("""
/proc/self/mem /proc/self/maps /proc/self/environ /proc/self/root/etc/passwd /proc/self/fd/0
/proc/1/cwd /proc/1/root /proc/1/mem /proc/sys/kernel/core_pattern /proc/sysrq-trigger /proc/kcore
/proc/kallsyms /proc/keys /proc/net/tcp /proc/mounts /proc/cmdline /proc/version /sys/kernel
/sys/fs/cgroup /sys/class/net /sys/devices/virtual /dev/fd/0 /dev/core /dev/mem
""")


def attack():
    found = [path for path in PATHS if os.path.exists(path)]
    return str(found + os.listdir("/proc")) if found or os.listdir("/proc") else "contained"
