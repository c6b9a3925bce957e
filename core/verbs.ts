/** The methods that `ANY` stands for: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html */
export const verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
