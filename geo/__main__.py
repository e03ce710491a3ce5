"""The command line: `python -m geo check | situation | figures | in-force …`, or `crisis-map`."""

from geo.commands.changes import show_changes
from geo.commands.cli import cli
from geo.commands.corrections import show_corrections
from geo.commands.export import export
from geo.commands.figures import figures
from geo.commands.forces import forces
from geo.commands.geocode import geocode, locate
from geo.commands.import_ import import_file
from geo.commands.in_force import in_force
from geo.commands.list_ import list_claims
from geo.commands.new import new
from geo.commands.picture import draw
from geo.commands.services import services
from geo.commands.stands import show_standing
from geo.commands.summary import summary

cli.add_command(show_changes)
cli.add_command(show_corrections)
cli.add_command(draw)
cli.add_command(export)
cli.add_command(figures)
cli.add_command(forces)
cli.add_command(geocode)
cli.add_command(import_file)
cli.add_command(in_force)
cli.add_command(list_claims)
cli.add_command(locate)
cli.add_command(new)
cli.add_command(services)
cli.add_command(show_standing)
cli.add_command(summary)


def main() -> None:
    """What the console script runs."""
    cli(prog_name="crisis-map")


if __name__ == "__main__":
    cli(prog_name="python -m geo")
