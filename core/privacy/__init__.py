"""What somebody is told, asked and owed about their own data (个人信息保护法)."""
