"""What browsers and Streamlit's server say to each other, for the gate, which knows no Streamlit.

Written against streamlit 1.67 and streamlit-folium 0.27; tests/pages/test_protocol.py says what an
upgrade changed. Everything in here leans on their insides.
"""

# The only component of the dashboard, as its files are addressed: /component/<this>/index.html.
COMPONENT = "streamlit_folium.st_folium"
