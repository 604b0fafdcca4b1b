"""What the OpenAPI document says of every operation alike: how it is asked, and how it refuses."""

from headcanon.api.rest.shapes import Problem

TOKEN = "token"
PROBLEM = "Problem"
REFUSALS = {
    "401": "The token cannot be used, or there is none and one is needed.",
    "403": "The token was not made for that, or what was asked for needs a yes that the answer names.",
    "404": "Not there, or not for whoever asks.",
    "422": "The question has a mistake.",
    "429": "Too many questions. Retry-After says how many seconds to wait.",
}
OF_ONES_OWN = {"shelves", "follows"}


def describe(document):
    components = document["components"]
    components["schemas"][PROBLEM] = Problem.model_json_schema()
    components["securitySchemes"] = {TOKEN: {"type": "http", "scheme": "bearer"}}
    for operations in document["paths"].values():
        del operations["head"]
        describe_operation(operations["get"])
    return document


def describe_operation(operation):
    """A token may be left out but where it is about what is somebody's own."""
    needs_token = OF_ONES_OWN & set(operation["tags"])
    operation["security"] = [{TOKEN: []}] if needs_token else [{}, {TOKEN: []}]
    operation["operationId"] = operation["operationId"].rpartition("_rest_")[2]
    operation["responses"] = {f"{status}": said for status, said in operation["responses"].items()}
    operation["responses"]["200"]["headers"] = {"ETag": {"schema": {"type": "string"}}}
    operation["responses"]["304"] = {"description": "Nothing new since the answer that If-None-Match names."}
    for status, says in REFUSALS.items():
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
        operation["responses"][status] = {"description": says, "content": content}
