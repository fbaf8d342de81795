from pathlib import Path

PAGES = Path(__file__).parents[2] / "pages"


def test_no_page_script_lies_directly_in_pages():
    """Streamlit would serve it at its own URL, in both apps, before any entry point runs."""
    assert [path.name for path in PAGES.glob("*.py")] == ["__init__.py"]


def test_only_the_state_module_touches_the_session():
    users = [path.name for path in PAGES.rglob("*.py") if "session_state" in path.read_text()]

    assert sorted(users) == ["forgetting.py", "state.py"]
