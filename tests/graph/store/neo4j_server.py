"""A real Neo4j for the tests, started from Maven Central's jars: own folder, free port, ended by process id.

``WHOKNOWS_TEST_NEO4J`` names a server to use instead, ``WHOKNOWS_TEST_NEO4J_VERSION`` another version to start. The
jars are kept in a cache folder of the user, outside the checkout, one subfolder a version.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import NoReturn

import neo4j
import platformdirs
import pytest

NAMED_VERSION = os.environ.get("WHOKNOWS_TEST_NEO4J_VERSION")
VERSION = NAMED_VERSION or "5.26.25"
ENTRY_POINT = "META-INF/services/org.neo4j.server.startup.EntryPoint"
JAVA_FOLDERS = Path("/usr/lib/jvm")
START_SECONDS = 120
STOP_SECONDS = 30
PR_SET_PDEATHSIG = 1

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.example</groupId>
  <artifactId>neo4j-for-tests</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""

SETTINGS = """server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.run={home}/run
server.directories.plugins={home}/plugins
server.directories.import={home}/import
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=keep_none
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
dbms.security.auth_enabled={auth}
{more}
"""

JVM_OPTIONS = (
    "-Xms256m",
    "-Xmx1g",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)

SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A server that lives for minutes starts sooner if it compiles less."""
LONG_LIVED = ("-XX:+UseG1GC",)


class UnavailableError(Exception):
    """Neo4j cannot be started here; the message says what is missing."""


def java_version(java: Path) -> int | None:
    """The feature release of a Java launcher, for instance 17."""
    printed = subprocess.run([str(java), "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', printed)
    return int(found.group(1)) if found else None


def line_of(version: str) -> tuple[int, int]:
    """The release line of a version, for instance (5, 26) or (2026, 9)."""
    found = re.match(r"(\d+)\.(\d+)", version)
    if not found:
        raise UnavailableError(f"found the Neo4j version {version!r}, expected one like 5.26.25 or 2026.09.0")
    return int(found[1]), int(found[2])


def java_releases(version: str) -> tuple[int, ...]:
    """The Java releases that a Neo4j runs on, the preferred one first."""
    line = line_of(version)
    if line < (2025, 1):
        return 17, 21
    return (21,) if line < (2025, 10) else (25, 21)


def newest_language(version: str) -> str:
    """The line of ``neo4j.conf`` that has statements read in the newest Cypher that a Neo4j knows."""
    return "" if line_of(version) < (2025, 6) else "db.query.default_language=CYPHER_25"


def find_java(version: str) -> Path:
    """A Java that this Neo4j runs on, of those in ``JAVA_HOME``, on the path and where distributions install them."""
    wanted = java_releases(version)
    named = [Path(home) / "bin" / "java" for home in [os.environ.get("JAVA_HOME")] if home]
    on_path = [Path(java) for java in [shutil.which("java")] if java]
    installed = sorted(JAVA_FOLDERS.glob("*/bin/java"))
    launchers = [java for java in (*named, *on_path, *installed) if java.exists()]
    by_release = {java_version(java): java for java in reversed(launchers)}
    for release in wanted:
        if release in by_release:
            return by_release[release]
    here = ", ".join(str(release) for release in sorted(filter(None, by_release))) or "none"
    raise UnavailableError(f"Neo4j {version} needs Java {' or '.join(map(str, wanted))}, found {here}")


def jars(version: str) -> Path:
    """The folder with the server's jars, fetched once."""
    folder = Path(platformdirs.user_cache_dir("whoknows-tests")) / f"neo4j-{version}"
    done = folder / "complete"
    if done.exists():
        return folder / "lib"
    if shutil.which("mvn") is None:
        raise UnavailableError("Maven is needed to fetch Neo4j's jars: install the package maven")
    folder.mkdir(parents=True, exist_ok=True)
    pom = folder / "pom.xml"
    pom.write_text(POM.format(version=version))
    command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    fetched = subprocess.run([*command, f"-DoutputDirectory={folder}/lib"], capture_output=True, text=True)
    if fetched.returncode != 0:
        raise UnavailableError(f"Maven could not fetch Neo4j {version}: {fetched.stdout[-500:]}")
    done.touch()
    return folder / "lib"


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _die_with_parent() -> None:
    """Whoever kills the tests ends the server, too (on Linux, where the kernel sees to it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def give_up(error: UnavailableError) -> NoReturn:
    """Skip the test; fail instead where the server must be there: with ``CI=true``, or when a version was named."""
    if NAMED_VERSION or os.environ.get("CI") == "true":
        raise error
    pytest.skip(str(error))


class Neo4jServer:
    """One server process with a data folder of its own.

    Parameters
    ----------
    home
        An empty folder.
    password
        Switches authentication on, for user ``neo4j``.
    more
        Further lines of ``neo4j.conf``.
    for_measuring
        As fast as it gets once it runs, rather than quick to start.
    """

    def __init__(
        self,
        home: Path,
        *,
        password: str | None = None,
        more: str = "",
        version: str = VERSION,
        for_measuring: bool = False,
    ) -> None:
        self.home = home
        self.password = password
        self.port = free_port()
        self.url = f"neo4j://127.0.0.1:{self.port}"
        self.more = more
        self._version = version
        self._jvm_options = JVM_OPTIONS + (LONG_LIVED if for_measuring else SHORT_LIVED)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The server's process id."""
        if self._process is None:
            raise UnavailableError("the server is not running")
        return self._process.pid

    def start(self) -> Neo4jServer:
        """Start and wait until it answers."""
        first = not (self.home / "data").exists()
        java, lib = find_java(self._version), jars(self._version)
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        auth = "true" if self.password else "false"
        settings = SETTINGS.format(port=self.port, home=self.home, auth=auth, more=self.more)
        (conf / "neo4j.conf").write_text(settings)
        with zipfile.ZipFile(lib / f"neo4j-{self._version}.jar") as jar:
            main_class = jar.read(ENTRY_POINT).decode().strip()
        command = [str(java), *self._jvm_options, "-cp", f"{conf}/*:{lib}/*", main_class]
        command += [f"--home-dir={self.home}", f"--config-dir={conf}", "--console-mode"]
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.home, preexec_fn=_die_with_parent
            )
        try:
            self._wait(first=first)
        except UnavailableError:
            self.kill()
            raise
        return self

    def _wait(self, *, first: bool) -> None:
        initial = ("neo4j", "neo4j") if first and self.password else self._auth()
        address = self.url.replace("neo4j://", "bolt://")
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise UnavailableError(
                    f"Neo4j ended at start: {(self.home / 'console.log').read_text()[-500:]}"
                )
            try:
                with neo4j.GraphDatabase.driver(
                    address, auth=initial, max_transaction_retry_time=0
                ) as driver:
                    if first and self.password:
                        change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
                        driver.execute_query(change, new=self.password, database_="system")
                    else:
                        driver.execute_query("RETURN 1")
                return
            except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.TransientError):
                time.sleep(0.5)
        raise UnavailableError(f"Neo4j did not answer within {START_SECONDS} seconds")

    def _auth(self) -> tuple[str, str] | None:
        return ("neo4j", self.password) if self.password else None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in good order."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
