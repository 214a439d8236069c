"""Every change of a case, a found child or a report: one function per intention, each in one transaction.

Call through the modules: `missing.register_fir(...)`, `found.admit_child(...)`, `reports.submit_report(...)`.
"""
