"""The whole archive in an e-reader: OPDS 1.2 and 2.0 from one model.

catalogue.py is the model, shelving.py fills it for whoever asks, atom.py and as_json.py write it down.
"""
