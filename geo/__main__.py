"""The command line: `python -m geo check | situation | figures | in-force …`."""

from geo.commands import cli

if __name__ == "__main__":
    cli(prog_name="python -m geo")
