"""Pictures of the map without a browser: SVG, PNG, a page of PDF, of the screen's layers."""

from geo.picturing.forms import FORMS, Form
from geo.picturing.picture import PAPERS, Picture, picture
from geo.picturing.shapes import SHAPES
from geo.picturing.told import THEMES

__all__ = ["FORMS", "PAPERS", "SHAPES", "THEMES", "Form", "Picture", "picture"]
