# SPDX-License-Identifier: MIT
"""A Slurm of one node, for tests: Debian's munge, slurmctld and slurmd, run by whoever tests.

Keys, sockets, ports and files are its own, so it disturbs no Slurm or munge that may be there.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import time

DAEMONS = ("munged", "slurmctld", "slurmd")
TOOLS = ("sbatch", "squeue", "scontrol", "scancel", "sinfo")
ENDED = ("BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "TIMEOUT")
SYSTEM_FOLDERS = "/usr/sbin:/sbin:/usr/bin:/bin"

CONFIGURATION = """\
ClusterName=smeftscan
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
AuthType=auth/munge
CredType=cred/munge
# A requeued job starts again after cred_expire seconds.
AuthInfo=socket={folder}/munge.socket,cred_expire=5
SlurmUser={user}
SlurmdUser={user}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=2
ReturnToService=2
JobRequeue=1
KillWait=10
MinJobAge=3600
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=batch Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


class Unavailable(Exception):
    """There is no Slurm here, or it does not start; says why."""


def find(program):
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":" + SYSTEM_FOLDERS)
    if path is None:
        raise Unavailable(f"{program} is not installed (Debian: apt-get install slurm-wlm munge)")
    return path


def two_free_ports():
    with socket.socket() as first, socket.socket() as second:
        for probe in (first, second):
            probe.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


class OneNodeSlurm:
    """A context: a running Slurm with `cpus` slots, whatever the machine has; down at the end."""

    def __init__(self, folder, cpus=4):
        self.folder = folder
        self.cpus = cpus
        self.programs = {name: find(name) for name in (*DAEMONS, *TOOLS)}
        outside = {name: value for name, value in os.environ.items()
                   if not name.startswith(("SLURM", "SBATCH"))}  # the test may be a job itself
        self.environment = {**outside, "SLURM_CONF": os.path.join(folder, "slurm.conf"),
                            "PATH": os.environ.get("PATH", "") + ":" + SYSTEM_FOLDERS}
        self.daemons = []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self):
        controller_port, node_port = two_free_ports()
        for name in ("state", "spool"):
            os.mkdir(self.path(name))
        with open(self.path("munge.key"), "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(secrets.token_bytes(128))
        with open(self.path("slurm.conf"), "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(
                host=socket.gethostname().split(".")[0], folder=self.folder,
                user=pwd.getpwuid(os.getuid()).pw_name, cpus=self.cpus,
                controller_port=controller_port, node_port=node_port))
        self.launch("munged", "--foreground", "--force", "--num-threads=2",
                    *(f"--{what}-file={self.path('munge.' + what)}"
                      for what in ("key", "pid", "log", "seed")),
                    f"--socket={self.path('munge.socket')}")
        self.wait_for("munge", lambda: os.path.exists(self.path("munge.socket")))
        self.launch("slurmctld", "-D", "-c")
        self.launch("slurmd", "-D")
        self.wait_for("node",
                      lambda: "idle" in self.call("sinfo", "-h", "-o", "%T", check=False))

    def launch(self, name, *options):
        with open(self.path(f"{name}.out"), "w", encoding="utf-8") as output:
            self.daemons.append(subprocess.Popen(
                [self.programs[name], *options], env=self.environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True))

    def wait_for(self, what, ready):
        end = time.monotonic() + 30
        while not ready():
            if time.monotonic() > end or any(daemon.poll() is not None for daemon in self.daemons):
                raise Unavailable(f"Slurm does not start (no {what}): {self.last_words()}")
            time.sleep(0.2)

    def last_words(self):
        words = []
        for name in DAEMONS:
            with contextlib.suppress(FileNotFoundError), \
                    open(self.path(f"{name}.out"), encoding="utf-8", errors="replace") as file:
                words += [f"{name}: {line.strip()}" for line in file.readlines()[-2:]]
        return "; ".join(words) or "no message"

    def stop(self):
        if self.daemons:
            with contextlib.suppress(subprocess.SubprocessError):
                self.call("scancel", "--full", "--user", str(os.getuid()), check=False)
                self.wait_until_empty(20)
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(timeout=15)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        self.daemons = []

    def wait_until_empty(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.call("squeue", "-h", check=False):
            time.sleep(0.5)

    def call(self, tool, *options, check=True):
        """stdout of one of Slurm's tools."""
        return subprocess.run([self.programs[tool], *options], env=self.environment, text=True,
                              stdout=subprocess.PIPE,
                              stderr=None if check else subprocess.DEVNULL,
                              check=check, timeout=60).stdout.strip()

    def submit(self, script, *options):
        """The number of the new job."""
        return self.call("sbatch", "--parsable", f"--chdir={os.path.dirname(script)}", *options,
                         script)

    def job(self, number):
        """What Slurm knows of a job: JobState, ExitCode, Restarts, ..."""
        return dict(re.findall(r"(\w+)=(\S*)", self.call("scontrol", "show", "job", number)))

    def wait_for_end(self, number, seconds=300):
        """What Slurm knows of a job that is over, of whatever lives."""
        end = time.monotonic() + seconds
        while True:
            job = self.job(number)
            if job["JobState"] in ENDED:
                return job
            if time.monotonic() > end:
                raise TimeoutError(f"job {number} is {job['JobState']} after {seconds} s")
            time.sleep(0.3)
