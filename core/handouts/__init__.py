"""What people circulate (会议材料): one description of each, written in several formats."""
