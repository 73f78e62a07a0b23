"""The sources in programs/, built once each into target/, and what runs them."""

import hashlib
import os
import pathlib
import shutil
import subprocess

from stage import CONCTOP, ROOT, Skip

SOURCES = pathlib.Path(__file__).parent / "programs"
BUILT = ROOT / "target" / "verdicts-programs"


def built(source, compiler, command, linked=()):
    """The program's file; command(source, file) makes it unless it was made of the same text before."""
    if shutil.which(compiler) is None:
        raise Skip(f"no {compiler}")
    text = b"".join((SOURCES / name).read_bytes() for name in (source, *linked))
    mark = hashlib.sha256(text + repr(command("", "")).encode()).hexdigest()[:12]
    out = BUILT / f"{pathlib.Path(source).stem}-{mark}"
    if not out.exists():
        BUILT.mkdir(parents=True, exist_ok=True)
        half = out.with_suffix(".half")
        done = subprocess.run([str(word) for word in command(SOURCES / source, half)],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Skip(f"{compiler} cannot build {source}: {done.stderr.strip().splitlines()[-1:]}")
        half.rename(out)
    return out


def c(stage, name, *words, **options):
    return stage.run(c_program(name), *words, **options)


def c_program(name):
    return built(f"{name}.c", "cc", lambda source, out: ["cc", "-O2", "-pthread", source, "-o", out],
                 ["common.h"])


def musl(stage, name, *words):
    """The same under another C library, linked statically."""
    return stage.run(built(f"{name}.c", "musl-gcc", lambda source, out: [
        "musl-gcc", "-static", "-O2", "-pthread", source, "-o", out], ["common.h"]), *words)


def rust(stage, *words):
    return stage.run(built("threads.rs", "rustc", lambda source, out: [
        "rustc", "--edition", "2021", "-O", "-o", out, source]), *words)


def go(stage, *words):
    return stage.run(built("routines.go", "go", lambda source, out: [
        "go", "build", "-o", out, source]), *words)


def node(stage, *words):
    return stage.run("node", SOURCES / "node.js", *words)


def java_home():
    return pathlib.Path((CONCTOP.parent / "lib" / "java-home").read_text().strip())


def classes(name):
    compiler = java_home() / "bin" / "javac"
    return built(f"{name}.java", str(compiler), lambda source, out: [compiler, "-d", out, source])


def java(stage, name, *words, options=("-XX:+UseSerialGC",), program=None):
    return stage.run(program or java_home() / "bin" / "java", *options, "-cp", classes(name), name,
                     *words)


def java_under_another_name(stage, name):
    """A copy of the launcher beside the same library, as installers of applications lay it."""
    home = stage.directory / "home"
    (home / "bin").mkdir(parents=True)
    for folder in ("lib", "conf"):
        os.symlink(java_home() / folder, home / folder)
    return shutil.copy(java_home() / "bin" / "java", home / "bin" / name)
