"""What people see. No page script lies directly here: Streamlit would serve it to anyone."""
