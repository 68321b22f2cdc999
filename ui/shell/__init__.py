"""The frame around every page: navigation, menus, jobs, notices, one window per desk."""
