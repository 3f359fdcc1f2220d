"""What the names of changed files say about topics: the language of a source file, the tool a manifest belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

BY_SUFFIX: Mapping[str, str] = MappingProxyType(
    {
        suffix: topic
        for topic, suffixes in {
            "Ansible": "ansible",
            "C": "c",
            "C#": "cs csproj",
            "C++": "cc cpp cxx hpp hh",
            "CSS": "css scss sass less",
            "CUDA": "cu",
            "Cypher": "cypher cql",
            "Elixir": "ex exs",
            "Erlang": "erl",
            "F#": "fs fsproj",
            "Fortran": "f f90 f95",
            "Go": "go",
            "GraphQL": "graphql",
            "Groovy": "groovy",
            "Haskell": "hs",
            "HTML": "html htm",
            "Java": "java",
            "JavaScript": "js mjs cjs jsx",
            "Julia": "jl",
            "Jupyter Notebook": "ipynb",
            "Kotlin": "kt kts",
            "LaTeX": "tex",
            "Lua": "lua",
            "Nix": "nix",
            "OCaml": "ml mli",
            "Objective-C": "m mm",
            "PHP": "php",
            "Perl": "pl pm",
            "PowerShell": "ps1 psm1",
            "Protocol Buffers": "proto",
            "Python": "py pyi pyx",
            "R": "r rmd",
            "Ruby": "rb",
            "Rust": "rs",
            "SQL": "sql",
            "Scala": "scala",
            "Shell": "sh bash zsh",
            "Swift": "swift",
            "Terraform": "tf tfvars",
            "TypeScript": "ts tsx",
            "Vue.js": "vue",
            "assembly language": "asm s",
        }.items()
        for suffix in suffixes.split()
    }
)
BY_NAME: Mapping[str, str] = MappingProxyType(
    {
        "ansible.cfg": "Ansible",
        "build.gradle": "Gradle",
        "build.gradle.kts": "Gradle",
        "cargo.toml": "Rust",
        "chart.yaml": "Helm",
        "cmakelists.txt": "CMake",
        "compose.yaml": "Docker",
        "composer.json": "PHP",
        "docker-compose.yml": "Docker",
        "dockerfile": "Docker",
        "gemfile": "Ruby",
        "go.mod": "Go",
        "jenkinsfile": "Jenkins",
        "kustomization.yaml": "Kubernetes",
        "makefile": "Make",
        "meson.build": "Meson",
        "package.json": "JavaScript",
        "playbook.yml": "Ansible",
        "pom.xml": "Maven",
        "pyproject.toml": "Python",
        "requirements.txt": "Python",
        "setup.cfg": "Python",
        "setup.py": "Python",
        "tsconfig.json": "TypeScript",
        "vagrantfile": "Vagrant",
    }
)
MOST_TOPICS = 5


def topics_of_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """At most five topics, those of most files first, then by name.

    Examples
    --------
    >>> topics_of_paths(["lib/ring.c", "lib/ring.h", "lib/meson.build", "app/test.py", "app/main.c"])
    ('C', 'Meson', 'Python')
    """
    topics = Counter(topic for path in paths if (topic := _topic(path.rpartition("/")[2].lower())))
    return tuple(sorted(topics, key=lambda topic: (-topics[topic], topic))[:MOST_TOPICS])


def _topic(file_name: str) -> str | None:
    suffix = file_name.rpartition(".")[2] if "." in file_name else ""
    return BY_NAME.get(file_name) or BY_SUFFIX.get(suffix)
